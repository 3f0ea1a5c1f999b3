// Signing in: one click where any token will do, a token elsewhere.
import * as api from '../api.js';
import { fill, h } from '../dom.js';
import { frame } from '../frame.js';
import * as operations from '../operations.js';
import { problemBox } from '../problem.js';
import { routeOf } from '../routes.js';
import * as session from '../session.js';

export function signInView({ signal }) {
  const { content, ...view } = frame('Sign in');
  const problem = h('div', {});
  const fault = h('p', { id: 'bearer-fault', class: 'error' });
  const input = h('input', {
    id: 'bearer',
    type: 'password',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-describedby': 'bearer-hint bearer-fault',
  });

  async function signIn(bearer) {
    session.use(bearer);
    fill(problem);
    try {
      // Whether the token is accepted is better known here than in the middle of something.
      await api.send('environments?limit=1', { signal });
    } catch (refused) {
      if (signal.aborted) {
        return;
      }
      if (refused.isLost || refused.status === 401) {
        session.use('');
        fill(problem, problemBox(refused));
        return;
      }
      // Whoever may not list environments may still see one.
    }
    input.value = '';
    session.tellChange();
  }

  fill(
    content,
    wayBack(),
    problem,
    api.isSandbox() &&
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'one-click' },
        h('h2', { id: 'one-click' }, 'Try it with the sandbox'),
        h('p', {}, 'This gateway stands in front of a PingOne sandbox. It accepts any token, so there is nothing to type.'),
        h(
          'button',
          { type: 'button', class: 'primary', on: { click: () => signIn(session.SANDBOX_BEARER) } },
          'Sign in to the sandbox',
        ),
      ),
    h(
      'section',
      { class: 'card', 'aria-labelledby': 'by-token' },
      h('h2', { id: 'by-token' }, 'Sign in with a bearer token'),
      h(
        'form',
        {
          novalidate: true,
          on: {
            submit: (event) => {
              event.preventDefault();
              const read = session.readBearer(input.value);
              fault.textContent = read.fault ?? '';
              input.setAttribute('aria-invalid', String(Boolean(read.fault)));
              if (read.fault) {
                input.focus();
              } else {
                signIn(read.found);
              }
            },
          },
        },
        h('label', { for: 'bearer' }, 'Bearer token'),
        input,
        h('p', { id: 'bearer-hint', class: 'hint' }, 'It is kept in the memory of this page only, and gone after a reload.'),
        fault,
        h('div', { class: 'actions' }, h('button', { type: 'submit', class: api.isSandbox() ? null : 'primary' }, 'Sign in')),
      ),
    ),
  );
  return view;
}

/** What is waiting behind the sign-in. */
function wayBack() {
  if (operations.remembered().length > 0) {
    return h(
      'p',
      { class: 'notice plain' },
      'A change that you have made goes on without this page. Sign in to see how far it is.',
    );
  }
  return routeOf(location.hash).environment && h('p', { class: 'notice plain' }, 'You will get to the page that you asked for.');
}
