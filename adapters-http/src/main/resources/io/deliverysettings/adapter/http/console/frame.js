// What every view has: a heading that is focused when the view is shown, and for an environment its id and its parts.
import { fill, h } from './dom.js';
import { announce, takeNotice } from './announcer.js';
import { Problem } from './api.js';
import { problemBox } from './problem.js';
import { historyOf, home, numbersOf, qualityOf, setUpOf } from './routes.js';

const PARTS = [
  ['numbers', 'Numbers', numbersOf],
  ['quality', 'Quality', qualityOf],
  ['history', 'History', historyOf],
  ['setUp', 'Account', setUpOf],
];

/** A view with a heading, what was left to be said, and room for what is loaded. */
export function frame(title, ...before) {
  const content = h('div', { class: 'content' });
  const heading = h('h1', { tabindex: '-1' }, title);
  const notice = takeNotice();
  const element = h(
    'div',
    { class: 'view' },
    before,
    heading,
    notice && h('p', { class: `notice ${notice.kind}` }, notice.text),
    content,
  );
  if (notice) {
    announce(notice.text);
  }
  return { title, element, content, heading, retitle: (text) => retitle(heading, text) };
}

/** What a window with this view is called. */
export function windowTitle(title) {
  return `${title} – Delivery Settings`;
}

/** A view of an environment. */
export function environmentFrame(environment, part, title) {
  return frame(
    title,
    h(
      'nav',
      { 'aria-label': 'Where you are', class: 'trail' },
      h('a', { href: home }, 'Environments'),
      h('span', { 'aria-hidden': 'true' }, ' / '),
      h('code', {}, environment),
    ),
    h(
      'nav',
      { 'aria-label': 'Parts of the environment', class: 'parts' },
      PARTS.map(([name, word, address]) =>
        h('a', { href: address(environment), 'aria-current': name === part ? 'page' : null }, word),
      ),
    ),
  );
}

function retitle(heading, text) {
  heading.textContent = text;
  document.title = windowTitle(text);
}

/** Fills the room of a view when it is loaded, or with what went wrong and a way to try again. */
export async function load(content, signal, loading) {
  fill(content, h('p', { class: 'loading' }, 'Loading …'));
  content.setAttribute('aria-busy', 'true');
  try {
    fill(content, await loading());
  } catch (problem) {
    if (signal.aborted) {
      return;
    }
    if (!(problem instanceof Problem)) {
      throw problem;
    }
    fill(
      content,
      problemBox(
        problem,
        h('button', { type: 'button', on: { click: () => load(content, signal, loading) } }, 'Try again'),
      ),
    );
  } finally {
    content.removeAttribute('aria-busy');
  }
}
