// Which view an address means. Addresses hold ids only: nothing in them is a secret, and they can be kept and sent to others.

const ROUTES = [
  [/^\/?$/, 'environments'],
  [/^\/environments\/([^/]+)$/, 'numbers'],
  [/^\/environments\/([^/]+)\/set-up$/, 'setUp'],
  [/^\/environments\/([^/]+)\/quality$/, 'quality'],
  [/^\/environments\/([^/]+)\/history$/, 'history'],
  [/^\/environments\/([^/]+)\/operations\/([^/]+)$/, 'operation'],
];

/** The view of a fragment, with the environment and the operation that it names; unknown ones lead to the list. */
export function routeOf(fragment) {
  const path = fragment.replace(/^#/, '');
  for (const [pattern, view] of ROUTES) {
    const found = pattern.exec(path);
    if (found) {
      return { view, environment: decoded(found[1]), operation: decoded(found[2]) };
    }
  }
  return { view: 'environments' };
}

export const home = '#/';

export function numbersOf(environment) {
  return `#/environments/${encodeURIComponent(environment)}`;
}

export function setUpOf(environment) {
  return `${numbersOf(environment)}/set-up`;
}

export function qualityOf(environment) {
  return `${numbersOf(environment)}/quality`;
}

export function historyOf(environment) {
  return `${numbersOf(environment)}/history`;
}

export function operationOf(environment, operation) {
  return `${numbersOf(environment)}/operations/${encodeURIComponent(operation)}`;
}

/** Goes to a view, also when it is the one that is shown: then it is shown anew. */
export function go(address) {
  if (location.hash === address) {
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = address;
  }
}

function decoded(part) {
  try {
    return part === undefined ? undefined : decodeURIComponent(part);
  } catch {
    return part;
  }
}
