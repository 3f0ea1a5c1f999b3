// The gateway's API. Reads are tried again until they are answered. A write is sent once: when its answer is lost, nobody knows
// whether it was made, and that is said instead of sending it a second time.
import { lost, pause } from './connection.js';
import * as session from './session.js';

const BASE = new URL('../v1/', import.meta.url);
const WHATS_APP = 'notificationsSettings/instantMessagingDeliverySettings/whatsApp';
const MOST_BUSY_TRIES = 4;
const LONGEST_BUSY_PAUSE_S = 30;
const LONGEST_PAUSE_MS = 15_000;

/** Codes of 503 that say so. */
const WITHOUT_EFFECT = ['AUDIT_UNAVAILABLE', 'GATEWAY_OVERLOADED'];

let sandbox = false;

/** Whether any token is accepted, as the gateway has told. */
export function setSandbox(isSandbox) {
  sandbox = isSandbox;
}

export function isSandbox() {
  return sandbox;
}

/** An answer that is no success, or none at all. */
export class Problem extends Error {
  constructor({ status = 0, code = '', message, details = [], correlationId = '', retryAfter = null }) {
    super(message);
    Object.assign(this, { status, code, details, correlationId, retryAfter });
  }

  /** Whether it is certain that nothing was done, so that the same may be sent again. */
  get isWithoutEffect() {
    return (
      WITHOUT_EFFECT.includes(this.code) ||
      (this.status >= 400 && this.status < 500 && (this.status !== 409 || this.retryAfter !== null))
    );
  }

  /** Whether there was no answer. */
  get isLost() {
    return this.status === 0;
  }
}

/** The problem in an error envelope. */
export function problemOf(status, envelope, headers = new Headers()) {
  const retryAfter = Number.parseInt(headers.get('Retry-After') ?? '', 10);
  return new Problem({
    status,
    code: text(envelope?.code),
    message: text(envelope?.message) || `The answer was ${status} without a word of explanation.`,
    details: Array.isArray(envelope?.details) ? envelope.details : [],
    correlationId: headers.get('Correlation-Id') ?? '',
    retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
  });
}

export function whatsApp(environment, rest = '') {
  return `environments/${encodeURIComponent(environment)}/${WHATS_APP}${rest}`;
}

/** Reads, and goes on trying while there is no connection, and for a while when the gateway or PingOne asks for patience. */
export async function read(path, { signal, headers = {} } = {}) {
  let busy = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      return await authorized(path, { headers, signal });
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      if (problem.isLost) {
        await lost(signal);
        await pause(Math.min(tries * 1_000, LONGEST_PAUSE_MS), signal);
      } else if (isBusy(problem) && busy < MOST_BUSY_TRIES) {
        busy += 1;
        await pause(problem.retryAfter * 1_000, signal);
      } else {
        throw problem;
      }
    }
  }
}

/** Asks once whether a change would be accepted; changes nothing. */
export function check(environment, body, signal) {
  return authorized(`${whatsApp(environment)}?dryRun=true`, { method: 'PUT', body, signal });
}

/**
 * Makes a change. The gateway waits a second for its end and tells of it later if it takes longer.
 *
 * @param precondition a header that says what the change is to be made of
 * @returns the answer, whose status is 202 when the change is still to be made
 */
export function change(path, { method, body, precondition }) {
  return authorized(path, { method, body, headers: { ...precondition, Prefer: 'respond-async, wait=1' } });
}

/** A token that is refused has had no effect, so the same may be asked again with another one. */
async function authorized(path, request) {
  for (;;) {
    try {
      return await send(path, request);
    } catch (problem) {
      const refused = problem instanceof Problem && problem.status === 401;
      if (!refused || !(await session.renew(problem.message, sandbox))) {
        throw problem;
      }
    }
  }
}

/** One request. */
export async function send(path, { method = 'GET', body, headers = {}, signal } = {}) {
  let answer;
  let document = null;
  try {
    answer = await fetch(new URL(path, BASE), {
      method,
      headers: {
        Accept: 'application/json',
        Authorization: session.authorization(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'omit',
      redirect: 'error',
      signal,
    });
    if (answer.status !== 204) {
      document = parsed(await answer.text());
    }
  } catch (failure) {
    if (signal?.aborted) {
      throw signal.reason;
    }
    throw new Problem({ message: 'The connection was lost before the gateway had answered.' });
  }
  if (!answer.ok) {
    throw problemOf(answer.status, document, answer.headers);
  }
  return { status: answer.status, document, headers: answer.headers };
}

function isBusy({ status, retryAfter }) {
  return (status === 429 || status === 503) && retryAfter !== null && retryAfter <= LONGEST_BUSY_PAUSE_S;
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function text(value) {
  return typeof value === 'string' ? value : '';
}
