"""The auditor: who acted stands beside each entry, samples and looks, keys and exports, failures of protection.

Each room creates its own tables in a function of its own.
"""

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""


def downgrade() -> None:
    """Take back."""
