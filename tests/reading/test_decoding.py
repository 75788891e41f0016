import pytest
from hypothesis import given
from hypothesis import strategies as st

from bellflower.reading.decoding import decode
from bellflower.reading.document import UnreadableError

SENTENCES = {
    "cp1252": "Die Zöllner fanden „vierzig“ Kilogramm Haschisch auf dem Fischerboot – für 5 € je Gramm.",
    "cp1250": "Celnicy znaleźli czterdzieści kilogramów haszyszu na łodzi rybackiej w pobliżu portu.",
    "cp1251": "Таможенники нашли сорок килограммов гашиша на рыбацком судне у северной гавани.",
    "koi8_r": "Таможенники нашли сорок килограммов гашиша на рыбацком судне у северной гавани.",
    "cp1253": "Οι τελωνειακοί βρήκαν σαράντα κιλά χασίς σε αλιευτικό σκάφος κοντά στο βόρειο λιμάνι.",
    "euc_kr": "세관은 금요일 북항 근처 어선에서 대마초 사십 킬로그램을 발견했다고 밝혔다. 두 명이 체포되었다.",
    "gb18030": "海关官员星期五在北港附近的一艘渔船上发现了四十公斤大麻。两名男子被拘留。",
    "big5": "海關官員星期五在北港附近的一艘漁船上發現了四十公斤大麻。兩名男子被拘留。",
    "shift_jis": "税関職員は金曜日、北港近くの漁船で四十キログラムの大麻を発見した。二人の男が逮捕された。",
    "euc_jp": "税関職員は金曜日、北港近くの漁船で四十キログラムの大麻を発見した。二人の男が逮捕された。",
}


@pytest.mark.parametrize("encoding", SENTENCES)
def test_an_encoding_is_told_from_a_sentence(encoding: str) -> None:
    assert decode(SENTENCES[encoding].encode(encoding)) == SENTENCES[encoding]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_its_mark_and_western_text_without(encoding: str) -> None:
    text = "Officers found 40 kilograms of hashish near the northern harbour – two men were held."
    assert decode(text.encode(encoding)) == text


def test_a_pound_sign_in_an_english_text_is_western() -> None:
    text = "The haul was worth £5,000 on the street, the officer said at the café; the “mule” was held."
    assert decode(text.encode("cp1252")) == text


def test_a_broken_byte_in_utf8_costs_one_character() -> None:
    data = bytearray(SENTENCES["euc_kr"].encode() * 2)
    data[30] = 0xFF
    text = decode(bytes(data))
    assert text.count("\ufffd") <= 3 and text.endswith(SENTENCES["euc_kr"])


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("Ł".encode("cp1250"), ["cp1250"]) == "Ł"
    assert decode("Ł".encode(), ["no-such-encoding", None]) == "Ł"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x00\x01\x02\x03" * 100, b"text" + bytes(400)])
def test_binary_noise_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="encoding"):
        decode(data)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(TEXT)
def test_utf8_is_always_read_as_written(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(TEXT.filter(lambda text: not text.startswith("\ufeff")), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_marked_unicode_is_always_read_as_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert isinstance(decode(data), str)
    except UnreadableError as error:
        assert error.problem.reason and error.problem.mend
