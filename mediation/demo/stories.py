"""The made-up cases, each told through the services on the days on which it happened."""

from collections.abc import Callable

from mediation.demo.moment import Moment
from mediation.demo.staff import Staff

Story = Callable[[Staff, Moment], None]

STORIES: tuple[Story, ...] = ()
