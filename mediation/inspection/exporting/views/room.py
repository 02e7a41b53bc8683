"""The blueprint of all views in this room."""

from flask import Blueprint

blueprint = Blueprint("exporting", __name__)
