/**
 * A step as SCXML names events, in tokens with dots between them: `MAP(page=0, slot=1)` is `MAP.page.0.slot.1`, and a
 * transition for `MAP` takes every such event.
 */
export const scxmlEvent = (step: string): string =>
  step
    .split(/[(),= ]+/)
    .filter((token) => token !== '')
    .map((token) => token.replaceAll(/[^A-Za-z0-9_-]/g, '_'))
    .join('.');
