"""The list of recognisers, in one place for operators and for the masker."""

from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.account import ACCOUNT
from bot.privacy.recognisers.acting import ActingRecogniser
from bot.privacy.recognisers.address import AddressRecogniser
from bot.privacy.recognisers.base import Recogniser
from bot.privacy.recognisers.birth_date import BIRTH_DATE
from bot.privacy.recognisers.call_name import CallNameRecogniser
from bot.privacy.recognisers.email import EMAIL
from bot.privacy.recognisers.employer import employer_recogniser
from bot.privacy.recognisers.id_number import ID_NUMBER
from bot.privacy.recognisers.my_number import MY_NUMBER
from bot.privacy.recognisers.naming import NamingRecogniser
from bot.privacy.recognisers.one_letter import OneLetterRecogniser
from bot.privacy.recognisers.organisation import OrganisationRecogniser
from bot.privacy.recognisers.person import PersonRecogniser
from bot.privacy.recognisers.phone import PhoneRecogniser
from bot.privacy.recognisers.postal_code import POSTAL_CODE
from bot.privacy.recognisers.romaji import RomajiRecogniser
from bot.privacy.recognisers.short_school import ShortSchoolRecogniser
from bot.privacy.recognisers.signature import SignatureRecogniser
from bot.privacy.recognisers.sns_id import SNS_ID
from bot.privacy.recognisers.tongues import TonguesRecogniser
from bot.privacy.recognisers.trade import TradeRecogniser
from bot.privacy.recognisers.url import URL
from bot.privacy.recognisers.vehicle import vehicle_recogniser
from bot.privacy.recognisers.workplace import WorkplaceRecogniser
from bot.privacy.recognisers.world import WorldRecogniser


def default_recognisers(lexicon: Lexicon) -> tuple[Recogniser, ...]:
    """Return every recogniser that rests on patterns and word lists (the tagger is added by the masker)."""
    return (
        EMAIL, URL, PhoneRecogniser(lexicon.public_numbers), POSTAL_CODE, AddressRecogniser(lexicon.places),
        BIRTH_DATE, MY_NUMBER, ACCOUNT, ID_NUMBER, SNS_ID, vehicle_recogniser(lexicon.plate_places),
        OrganisationRecogniser(), employer_recogniser(lexicon.chains), PersonRecogniser(lexicon), WorldRecogniser(),
        ShortSchoolRecogniser.of(lexicon), CallNameRecogniser.of(lexicon),
        ActingRecogniser(lexicon), SignatureRecogniser(lexicon), TonguesRecogniser(lexicon),
        WorkplaceRecogniser(lexicon), NamingRecogniser(lexicon), OneLetterRecogniser.of(lexicon),
        RomajiRecogniser.of(lexicon), TradeRecogniser(lexicon),
    )
