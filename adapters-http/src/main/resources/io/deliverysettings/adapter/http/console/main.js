// Starts the console: asks how one signs in here, and shows the view that the address means.
import * as api from './api.js';
import { watchNetwork, lost } from './connection.js';
import { fill } from './dom.js';
import { windowTitle } from './frame.js';
import * as operations from './operations.js';
import { home, routeOf } from './routes.js';
import * as session from './session.js';
import { environmentsView } from './views/environments.js';
import { historyView } from './views/history.js';
import { numbersView } from './views/numbers.js';
import { operationView } from './views/operation.js';
import { qualityView } from './views/quality.js';
import { setUpView } from './views/set-up.js';
import { signInView } from './views/sign-in.js';

const VIEWS = {
  environments: environmentsView,
  history: historyView,
  numbers: numbersView,
  operation: operationView,
  quality: qualityView,
  setUp: setUpView,
};

let leaving = new AbortController();

/** What is loaded for a view that is left is not waited for any more. */
function show() {
  leaving.abort(new DOMException('The view was left.', 'AbortError'));
  leaving = new AbortController();
  const route = routeOf(location.hash);
  const view = session.isSignedIn() ? VIEWS[route.view] : signInView;
  const { title, element, heading } = view({ ...route, signal: leaving.signal });
  document.title = windowTitle(title);
  document.getElementById('sign-out').hidden = !session.isSignedIn();
  fill(document.getElementById('main'), element);
  window.scrollTo(0, 0);
  heading.focus({ preventScroll: true });
  operations.follow();
}

async function settings() {
  for (;;) {
    try {
      const answer = await fetch(new URL('settings.json', import.meta.url), { credentials: 'omit' });
      if (answer.ok) {
        return await answer.json();
      }
    } catch {
      // The gateway was there when it gave away this script.
    }
    await lost();
  }
}

const { sandbox } = await settings();
api.setSandbox(sandbox);
document.getElementById('sandbox').hidden = !sandbox;
document.getElementById('sign-out').addEventListener('click', () => {
  operations.leave();
  session.signOut();
  history.replaceState(null, '', home);
  show();
});
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  document.getElementById('main').focus();
});
session.whenChanged(() => {
  if (session.isSignedIn()) {
    show();
  }
});
window.addEventListener('hashchange', show);
watchNetwork();
show();
