// Writes the hash of the compiled style sheet into the notices, where a test compares it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../mediation/static/", import.meta.url);
const hash = createHash("sha256").update(readFileSync(new URL("app.css", folder))).digest("hex");
const notices = new URL("NOTICES.md", folder);
const line = /(\| `app\.css` \|.*\| `)[0-9a-f]{64}(` \|)/;
writeFileSync(notices, readFileSync(notices, "utf8").replace(line, `$1${hash}$2`));
