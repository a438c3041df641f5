"""What a talk is about: the 31 topics, with evidence, and what a message is when it tells no worry."""

from resources.topics.judgement import TopicJudgement
from resources.topics.model import TopicModel

__all__ = ["TopicJudgement", "TopicModel"]
