"""Tell all stories at once, in the order of their days: the trail's times rise, and numbers follow the days."""

from mediation.demo.acts import HEARING
from mediation.demo.bureau import BUREAU
from mediation.demo.concluding import CONCLUDING
from mediation.demo.deciding import DECIDING
from mediation.demo.desk import Desk
from mediation.demo.handing import HANDING
from mediation.demo.moment import Moment
from mediation.demo.staff import DemoFailed, Staff
from mediation.demo.story import Story, stories

_ACTS = {**HEARING, **CONCLUDING, **HANDING, **BUREAU, **DECIDING}


def tell(staff: Staff, moment: Moment) -> tuple[Desk, ...]:
    """Tell every story and return where each was told; raises DemoFailed, naming the scene, when a rule says no."""
    told = stories(moment.today)
    desks = tuple(_desk(staff, story) for story in told)
    scenes = sorted((scene for story in told for scene in story.scenes()), key=lambda scene: scene.when)
    for scene in scenes:
        moment.set(scene.day, scene.at)
        try:
            _ACTS[scene.act](desks[scene.story], scene)
        except DemoFailed as refused:
            place = f"{scene.story + 1:02} {scene.act} {scene.when:%Y-%m-%d %H.%M}"
            raise DemoFailed(f"{place}: {refused}") from refused
    return desks


def _desk(staff: Staff, story: Story) -> Desk:
    holders = {"school": staff.school_head, "clinic": staff.clinic_head}
    return Desk(staff, holders[story.office], story)
