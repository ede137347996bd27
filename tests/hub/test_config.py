"""The settings: one table, whole numbers, and a secret that only its owner reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.config import SETTINGS, SettingRefused, Settings, read_secret_key, read_settings, tell_settings


def test_an_empty_environment_gives_a_hub_on_this_machine_alone() -> None:
    assert read_settings({}) == Settings()
    assert Settings().host == "127.0.0.1"
    assert Settings().demo is False


ADDRESSES = {
    "NEO4J_URI": "neo4j://7",
    "REDIS_URL": "redis://:7@7:7/7",
    "HUB_SMTP": "smtp://7:7",
    "HUB_CLAMD": "tcp://7",
    "HUB_ADDRESS": "https://7",
}


def test_each_setting_of_the_table_is_read() -> None:
    given = {setting.name: "7" for setting in SETTINGS}
    settings = read_settings(given | ADDRESSES)
    assert settings == Settings(
        data=Path("7"), host="7", port=7, threads=7, seconds=7.0, proxies=7, questions=7, secret_key="7",
        neo4j_uri="neo4j://7", neo4j_user="7", neo4j_password="7", neo4j_database="7",
        redis_url="redis://:7@7:7/7", smtp="smtp://7:7", clamd="tcp://7", mail_from="7", address="https://7",
    )  # fmt: skip


def test_the_demonstration_is_asked_for_on_the_command_line_alone() -> None:
    assert read_settings({"HUB_DEMO": "1", "DEMO": "1"}).demo is False
    assert read_settings({}, demo=True).demo is True


@pytest.mark.parametrize("text", ["eight", "-1", "0", "65536", "8.5"])
def test_a_port_that_is_none_is_refused_by_name(text: str) -> None:
    with pytest.raises(SettingRefused, match="HUB_PORT"):
        read_settings({"HUB_PORT": text})


@pytest.mark.parametrize("name", ["NEO4J_URI", "REDIS_URL", "HUB_SMTP", "HUB_CLAMD"])
@pytest.mark.parametrize(
    "text", ["hidden", "http://hidden:7687", "bolt://", "redis://hidden:port", "//hidden"]
)
def test_an_address_that_is_none_is_refused_by_name_and_not_repeated(name: str, text: str) -> None:
    with pytest.raises(SettingRefused, match=name) as no:
        read_settings({name: text})
    assert "hidden" not in str(no.value)
    assert "Give one such as" in str(no.value)


def test_a_scanner_may_listen_at_a_socket_of_this_machine() -> None:
    assert read_settings({"HUB_CLAMD": "unix:///run/clamd.sock"}).clamd == "unix:///run/clamd.sock"
    with pytest.raises(SettingRefused, match="HUB_CLAMD"):
        read_settings({"HUB_CLAMD": "unix:///"})


def test_the_secret_is_made_once_in_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    key = read_secret_key(settings)
    assert len(key) >= 48
    assert read_secret_key(settings) == key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_a_secret_that_is_set_makes_no_file(tmp_path: Path) -> None:
    assert read_secret_key(Settings(data=tmp_path / "data", secret_key="set")) == "set"
    assert not (tmp_path / "data").exists()


def test_the_table_tells_every_setting() -> None:
    for setting in SETTINGS:
        assert setting.name in tell_settings()
        assert setting.words in tell_settings()
