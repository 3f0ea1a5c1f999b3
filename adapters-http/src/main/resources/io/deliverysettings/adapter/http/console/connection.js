// Whether the gateway can be reached. While it cannot, one probe asks for it, and all reads wait for that one.
import { announce } from './announcer.js';
import { fill, h } from './dom.js';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const PROBE = new URL('settings.json', import.meta.url);

let back = null;
let hurry = () => {};

/** To be called when a request got no answer. Resolves when the gateway answers again, rejects when nobody waits any more. */
export function lost(signal) {
  if (back === null) {
    announce('No connection to the gateway. It is tried again by itself.');
    back = probe().finally(() => {
      back = null;
      document.getElementById('connection').hidden = true;
      announce('The gateway can be reached again.');
    });
  }
  return untilAborted(back, signal);
}

/** Notices a network that goes away while nothing is asked. */
export function watchNetwork() {
  window.addEventListener('offline', () => lost().catch(() => {}));
  window.addEventListener('online', () => hurry());
}

/** Waits, unless nobody waits any more. */
export function pause(milliseconds, signal) {
  return untilAborted(new Promise((resolve) => setTimeout(resolve, milliseconds)), signal);
}

async function probe() {
  for (let length = FIRST_PAUSE_MS; ; length = Math.min(length * 2, LONGEST_PAUSE_MS)) {
    await countDown(length);
    try {
      const answer = await fetch(PROBE, { cache: 'no-store', credentials: 'omit' });
      if (answer.ok) {
        return;
      }
    } catch {
      // Still away.
    }
  }
}

function countDown(length) {
  return new Promise((resolve) => {
    const seconds = h('span', { 'aria-hidden': 'true' });
    const until = Date.now() + length;
    const tick = () => {
      const left = Math.ceil((until - Date.now()) / 1_000);
      if (left <= 0) {
        hurry();
      } else {
        seconds.textContent = ` Trying again in ${left} s.`;
      }
    };
    const timer = setInterval(tick, 250);
    hurry = () => {
      clearInterval(timer);
      resolve();
    };
    fill(
      document.getElementById('connection'),
      h('p', {}, h('strong', {}, 'No connection to the gateway.'), seconds),
      h('button', { type: 'button', on: { click: () => hurry() } }, 'Try now'),
    ).hidden = false;
    tick();
  });
}

function untilAborted(promise, signal) {
  if (!signal) {
    return promise;
  }
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) {
      leave();
      return;
    }
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
