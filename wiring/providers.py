"""Providers of accounts elsewhere, from the settings; profiles say how the well-known ones are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from identity.oidc_keys import load_client_keys
from identity.oidc_provider import Provider, ProviderClient
from kernel.errors import Misconfigured
from wiring.settings import OidcSetting, Settings


@dataclass(frozen=True, slots=True)
class Profile:
    """How a kind of provider is asked, after its public documents; each part can be set otherwise.

    Attributes:
        acr_values: Levels of assurance asked for.
        acr_accepted: Levels taken, where they are spelled otherwise or are higher than those asked for.
        signs: It takes no secret: an assertion that we sign.
        seals: Its tokens are sealed for a key of ours.
    """

    scopes: tuple[str, ...] = ("openid", "email")
    acr_values: tuple[str, ...] = ()
    acr_accepted: tuple[str, ...] = ()
    secret_in_form: bool = False
    signs: bool = False
    seals: bool = False


ITSME_PIN = "http://itsme.services/v2/claim/acr_advanced"
PROFILES: Mapping[str, Profile] = {
    "generic": Profile(),
    # belgianmobileid.github.io/doc/authentication. The service's code comes beside "openid", as "service:CODE"; it is
    # part of the contract, so of the settings. Tokens spell the level with a capital V.
    "itsme": Profile(("openid",), (ITSME_PIN,), (ITSME_PIN, ITSME_PIN.replace("/v2/", "/V2/")), signs=True, seals=True),
    # docs.partenaires.franceconnect.gouv.fr: one level is asked for, eIDAS "substantial"; "high" may come back. The
    # secret goes in the form, tokens are signed with ES256 and sealed with RSA-OAEP or ECDH-ES and A256GCM.
    "franceconnect-plus": Profile(("openid",), ("eidas2",), ("eidas2", "eidas3"), secret_in_form=True, seals=True),
}


def providers_of(settings: Settings) -> tuple[ProviderClient, ...]:
    """A client for each provider; nothing is asked yet.

    Raises:
        Misconfigured: A provider would be asked in the clear, or a key that it asks for is missing or of no use.
    """
    return tuple(ProviderClient(_provider(setting)) for setting in settings.oidc)


def _provider(setting: OidcSetting) -> Provider:
    profile = PROFILES[setting.profile]
    _check_keys(setting, profile)
    return Provider(
        name=setting.name, label=setting.label, issuer=setting.issuer, client_id=setting.client_id,
        client_secret=setting.client_secret.get_secret_value(),
        scopes=profile.scopes if setting.scopes is None else tuple(setting.scopes),
        acr_values=profile.acr_values if setting.acr_values is None else tuple(setting.acr_values),
        acr_accepted=_accepted(setting, profile),
        secret_in_form=profile.secret_in_form if setting.secret_in_form is None else setting.secret_in_form,
        keys=load_client_keys(setting.signing_key_files, setting.decryption_key_files),
        asserts_to_issuer=setting.asserts_to_issuer,
    )  # fmt: skip


def _accepted(setting: OidcSetting, profile: Profile) -> tuple[str, ...]:
    """Whoever asks for other levels than the profile takes those, unless they say which."""
    if setting.acr_accepted is not None:
        return tuple(setting.acr_accepted)
    return profile.acr_accepted if setting.acr_values is None else ()


def _check_keys(setting: OidcSetting, profile: Profile) -> None:
    """Where the profile says that it goes by keys, none are left out by mistake."""
    if profile.signs and not setting.signing_key_files:
        raise Misconfigured(f"{setting.name} takes a signature of ours; add signing_key_files to the settings")
    if profile.seals and not setting.decryption_key_files:
        raise Misconfigured(f"{setting.name} seals what it says for us; add decryption_key_files to the settings")
