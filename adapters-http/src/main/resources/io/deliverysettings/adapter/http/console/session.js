// Who is signed in. The bearer token is in this variable and nowhere else: a reload forgets it, and so does signing out.
import { h, freshId } from './dom.js';

/** What signs in with one click where any token will do. The same each time, so that a change is still one's own after a reload. */
export const SANDBOX_BEARER = 'console-with-sandbox';

/** What can stand in a header. */
const SENDABLE = /^[\x21-\x7e]+$/;

let bearer = '';
let asking = null;
let onChange = () => {};

export function isSignedIn() {
  return bearer !== '';
}

export function authorization() {
  return `Bearer ${bearer}`;
}

export function signOut() {
  bearer = '';
  onChange();
}

/** Whoever is to know that somebody has signed in or out. */
export function whenChanged(listener) {
  onChange = listener;
}

/** Takes a token, whoever it is of; quietly, for a try before anybody is told. */
export function use(text) {
  bearer = text;
}


export function tellChange() {
  onChange();
}

/** What was pasted, without what is often pasted with it; and what is wrong with it, if anything. */
export function readBearer(text) {
  const found = text.trim().replace(/^(?:Authorization:\s*)?Bearer\s+/i, '');
  if (found === '') {
    return { fault: 'A bearer token is needed.' };
  }
  return SENDABLE.test(found)
    ? { found }
    : { fault: 'A bearer token has no spaces, line ends or letters with accents.' };
}

/**
 * Asks for another token in front of whatever is shown, so that nothing that was typed there is lost.
 *
 * @returns whether there is one now
 */
export function renew(message, withSandbox) {
  asking ??= ask(message, withSandbox).finally(() => {
    asking = null;
  });
  return asking;
}

function ask(message, withSandbox) {
  const heading = freshId('renew');
  const field = freshId('bearer');
  const error = freshId('error');
  return new Promise((resolve) => {
    const input = h('input', {
      id: field,
      type: 'password',
      autocomplete: 'off',
      spellcheck: 'false',
      'aria-describedby': error,
    });
    const fault = h('p', { id: error, class: 'error' });
    let renewed = false;
    const take = (token) => {
      bearer = token;
      renewed = true;
      dialog.close();
    };
    const form = h(
      'form',
      {
        novalidate: true,
        on: {
          submit: (event) => {
            event.preventDefault();
            const read = readBearer(input.value);
            if (read.fault) {
              fault.textContent = read.fault;
              input.setAttribute('aria-invalid', 'true');
              input.focus();
            } else {
              take(read.found);
            }
          },
        },
      },
      h('label', { for: field }, 'Bearer token'),
      input,
      fault,
      h(
        'div',
        { class: 'actions' },
        h('button', { type: 'submit', class: 'primary' }, 'Go on'),
        withSandbox &&
          h('button', { type: 'button', on: { click: () => take(SANDBOX_BEARER) } }, 'Use the sandbox’s'),
        h('button', { type: 'button', class: 'quiet', on: { click: () => dialog.close() } }, 'Not now'),
      ),
    );
    const dialog = h(
      'dialog',
      {
        'aria-labelledby': heading,
        on: {
          close: () => {
            input.value = '';
            dialog.remove();
            resolve(renewed);
          },
        },
      },
      h('h2', { id: heading }, 'Sign in again'),
      h('p', {}, message),
      h('p', { class: 'hint' }, 'Your token is not accepted any more. What you have typed is still there.'),
      form,
    );
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}
