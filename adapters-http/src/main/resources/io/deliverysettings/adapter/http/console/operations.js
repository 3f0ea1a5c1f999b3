// Changes that take their time. Which ones there are is remembered for a reload: ids, and nothing that could be a secret.
import * as api from './api.js';
import { announce } from './announcer.js';
import { pause } from './connection.js';
import { fill, h } from './dom.js';
import { operationOf, routeOf } from './routes.js';
import * as session from './session.js';
import { actionDoing } from './words.js';

const KEY = 'operations';
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const BETWEEN_LOOKS_MS = 5_000;

const followed = new Map();

/** Whether an operation is over. */
export function isOver(operation) {
  return operation.state === 'SUCCEEDED' || operation.state === 'FAILED';
}

/** Remembers a change that was accepted. */
export function remember(environment, id) {
  if (!remembered().some((one) => one.id === id)) {
    store([...remembered(), { environment, id }]);
  }
  follow();
}

/** Forgets one whose end has been seen. */
export function forget(id) {
  store(remembered().filter((one) => one.id !== id));
  followed.get(id)?.stop.abort();
  followed.delete(id);
  show();
}

/** Looks how an operation is, and waits for its end for some seconds. */
export async function look(environment, id, { seconds = 0, signal } = {}) {
  const headers = seconds > 0 ? { Prefer: `wait=${seconds}` } : {};
  const { document } = await api.read(api.whatsApp(environment, `/operations/${encodeURIComponent(id)}`), {
    signal,
    headers,
  });
  return document;
}

/** Looks after every change that is remembered, for as long as somebody is signed in. */
export function follow() {
  for (const { environment, id } of remembered()) {
    if (session.isSignedIn() && !followed.has(id)) {
      const one = { environment, id, stop: new AbortController(), operation: null, gone: false };
      followed.set(id, one);
      untilOver(one).catch(() => {});
    }
  }
  show();
}

/** Stops looking; what is remembered stays so. */
export function leave() {
  followed.forEach(({ stop }) => stop.abort());
  followed.clear();
  show();
}

/** How many changes are remembered. */
export function remembered() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(({ environment, id }) => ID.test(environment) && ID.test(id)) : [];
  } catch {
    return [];
  }
}

/** Shows those that are not what the view itself is about. */
export function show() {
  const shown = routeOf(location.hash).operation;
  const lines = [...followed.values()].filter(({ id, operation }) => id !== shown && operation !== null);
  const box = document.getElementById('operations');
  box.hidden = lines.length === 0;
  fill(box, lines.map(line));
}

async function untilOver(one) {
  const { signal } = one.stop;
  for (;;) {
    // The view of an operation looks itself, and closer.
    if (routeOf(location.hash).operation !== one.id) {
      try {
        one.operation = await look(one.environment, one.id, { signal });
      } catch (problem) {
        if (signal.aborted) {
          return;
        }
        if (problem.status === 401) {
          // Whoever does not want to sign in now is not asked every few seconds; the next view tries again.
          followed.delete(one.id);
          return;
        }
        if (problem.status === 404 || problem.status === 403) {
          forget(one.id);
          return;
        }
      }
      show();
      if (one.operation !== null && isOver(one.operation)) {
        announce(summary(one.operation));
        return;
      }
    }
    await pause(BETWEEN_LOOKS_MS, signal);
  }
}

function line({ environment, id, operation }) {
  const over = isOver(operation);
  return h(
    'div',
    { class: `operation ${over ? (operation.state === 'SUCCEEDED' ? 'good' : 'bad') : 'plain'}` },
    h('p', {}, summary(operation)),
    h('a', { class: 'button', href: operationOf(environment, id) }, over ? 'See the result' : 'Watch'),
  );
}

function summary(operation) {
  const doing = actionDoing(operation.action);
  if (!isOver(operation)) {
    return `${doing}: under way`;
  }
  return operation.state === 'SUCCEEDED' ? `${doing}: done` : `${doing}: not done`;
}

function store(operations) {
  try {
    if (operations.length === 0) {
      sessionStorage.removeItem(KEY);
    } else {
      sessionStorage.setItem(KEY, JSON.stringify(operations));
    }
  } catch {
    // A browser that keeps nothing forgets on a reload, and the address of the view still leads back.
  }
}
