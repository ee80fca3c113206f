"""What a newly trained model must hold to come into use by itself: figures, held against those of the model in use."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from actions.intents import Intent

STRICT = "strict"


class Gate(BaseModel):
    """`margin`: how far the strict share may fall, for at each training a few messages in a thousand fall either way.
    `never_worse`: labels of which not one message more may be missed.
    """

    model_config = ConfigDict(frozen=True)

    margin: float = 0.01
    never_worse: tuple[Intent, ...] = (Intent.REPORT_IMMEDIATE_DANGER,)

    def faults(self, new: Mapping[str, float], before: Mapping[str, float]) -> list[str]:
        """Why the new model may not take the other's place, in words with figures; none when it may.

        Both are scores of the same messages, shares between 0 and 1, as `bot.nlu.training.measure` gives them.
        """
        if STRICT not in new or STRICT not in before:
            return ["there are no kept messages to hold it against the model in use"]
        allowed: dict[str, float] = {STRICT: self.margin}
        allowed.update(dict.fromkeys(self.never_worse, 0.0))
        return [
            f"{name} {new.get(name, 0.0):.1%} against {before[name]:.1%} of the model in use"
            for name, margin in allowed.items()
            if name in before and round(before[name] - new.get(name, 0.0), 6) > margin
        ]
