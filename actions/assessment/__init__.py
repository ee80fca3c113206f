"""The guided decision: closed answers in, what the guidance points towards out."""

from actions.assessment.inputs import Inputs
from actions.assessment.outcome import Outcome, assess_sharing, questions
from actions.assessment.table import AssessmentChoice, AssessmentQuestion, Code

__all__ = ["AssessmentChoice", "AssessmentQuestion", "Code", "Inputs", "Outcome", "assess_sharing", "questions"]
