"""The blueprint of this room."""

from flask import Blueprint

blueprint = Blueprint("administration", __name__, url_prefix="/kelola")
