// A certified OpenID provider from npm (`oidc-provider`), started by bench/sign_in_at_npm_provider.py: what to be is
// given as JSON in SETTINGS.
import Provider from "oidc-provider";

const settings = JSON.parse(process.env.SETTINGS);
const provider = new Provider(settings.issuer, {
  clients: settings.clients,
  jwks: settings.jwks,
  cookies: { keys: ["for trying out"] },
  features: { devInteractions: { enabled: true }, encryption: { enabled: true } },
  // The client's keys are on this machine, which the provider's own guard would not ask.
  fetch: (address, options) => fetch(address, { ...options, dispatcher: undefined }),
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  pkce: { required: () => true },
});
provider.on("grant.error", (context, error) => console.error(error.message, error.error_detail ?? "", error.cause ?? ""));
provider.listen(new URL(settings.issuer).port, () => console.log("listening"));
