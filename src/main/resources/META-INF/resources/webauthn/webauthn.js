// Ceremonies of the gateway's login API, for any front end: each begins with what the gateway asks, lets the browser
// answer, and ends with what the gateway makes of it. `call(path, body)` posts JSON to the gateway and yields its JSON;
// how it proves who is calling is its own business.

const bytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));

const text = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

const descriptors = list => (list ?? []).map(each => ({ ...each, id: bytes(each.id) }));

/** What `PublicKeyCredential.parseCreationOptionsFromJSON` does, for browsers that lack it. */
const creation = json => ({
  ...json,
  challenge: bytes(json.challenge),
  user: { ...json.user, id: bytes(json.user.id) },
  excludeCredentials: descriptors(json.excludeCredentials),
});

/** What `PublicKeyCredential.parseRequestOptionsFromJSON` does, for browsers that lack it. */
const request = json => ({
  ...json,
  challenge: bytes(json.challenge),
  allowCredentials: descriptors(json.allowCredentials),
});

/** What `PublicKeyCredential.toJSON` writes, as far as the gateway reads it. */
const answer = credential => {
  const { response } = credential;
  const present = Object.fromEntries(
    ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
      .filter(name => response[name])
      .map(name => [name, text(response[name])]));
  const transports = response.getTransports?.();
  return {
    id: credential.id,
    type: credential.type,
    response: transports ? { ...present, transports } : present,
  };
};

const use = async (call, path, body) => {
  const begun = await call(path, body);
  const credential = await navigator.credentials.get({ publicKey: request(begun.publicKey) });
  return call(`${path}/${begun.id}`, { credential: answer(credential) });
};

/** Makes a credential for a user who is signed in. */
export const register = async (call, { login, rpId, friendlyName }) => {
  const path = '/login/v1/webauthn/registrations';
  const begun = await call(path, { login, rpId });
  const credential = await navigator.credentials.create({ publicKey: creation(begun.publicKey) });
  return call(`${path}/${begun.id}`, { credential: answer(credential), friendlyName });
};

/** Activates a credential that is pending. */
export const activate = (call, { login, credentialId }) =>
  use(call, '/login/v1/webauthn/activations', { login, credentialId });

/** Lets a user in by a key: after a password where the policy wants one; any passkey without a login. */
export const authenticate = (call, { resource, login, password, rpId }) =>
  use(call, `/login/v1/resources/${encodeURIComponent(resource)}/webauthn/authentications`, { login, password, rpId });
