"""Providers of accounts elsewhere, from the settings; profiles say how the well-known ones are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from identity.oidc_provider import Provider, ProviderClient
from wiring.settings import OidcSetting, Settings


@dataclass(frozen=True, slots=True)
class Profile:
    """How a kind of provider is asked; each part can be set otherwise.

    Attributes:
        acr_values: Levels of assurance asked for; a token with any other is refused.
    """

    scopes: tuple[str, ...] = ("openid", "email")
    acr_values: tuple[str, ...] = ()
    secret_in_form: bool = False


PROFILES: Mapping[str, Profile] = {
    "generic": Profile(),
    # itsme asks for the service code as a scope beside these; it is part of the contract, so of the settings.
    "itsme": Profile(("openid", "email", "profile"), ("http://itsme.services/v2/claim/acr_advanced",)),
    # FranceConnect+: eIDAS levels substantial and high.
    "franceconnect-plus": Profile(("openid", "given_name", "family_name", "email"), ("eidas2", "eidas3"), True),
}


def providers_of(settings: Settings) -> tuple[ProviderClient, ...]:
    """A client for each provider; nothing is asked yet.

    Raises:
        Misconfigured: A provider would be asked in the clear.
    """
    return tuple(ProviderClient(_provider(setting)) for setting in settings.oidc)


def _provider(setting: OidcSetting) -> Provider:
    profile = PROFILES[setting.profile]
    return Provider(
        name=setting.name, label=setting.label, issuer=setting.issuer, client_id=setting.client_id,
        client_secret=setting.client_secret.get_secret_value(),
        scopes=profile.scopes if setting.scopes is None else tuple(setting.scopes),
        acr_values=profile.acr_values if setting.acr_values is None else tuple(setting.acr_values),
        secret_in_form=profile.secret_in_form if setting.secret_in_form is None else setting.secret_in_form,
    )  # fmt: skip
