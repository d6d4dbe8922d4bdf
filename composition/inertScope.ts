import { type AnyActorScope, createEmptyActor, type ExecutableActionObject } from 'xstate';

/**
 * What XState hands to a machine that moves, where there is no actor: nothing is told, started or stopped, and the
 * actions that somebody else would execute are listed.
 *
 * XState's own `transition` makes an actor for each question, with the machine's context and its entry into the
 * first state, which takes most of the time. A scope is made once for a machine.
 */
export function inertScope(executed: (action: ExecutableActionObject) => void): AnyActorScope {
  const self = createEmptyActor();
  const nothing = () => {};
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    defer: nothing,
    emit: nothing,
    logger: nothing,
    stopChild: nothing,
    actionExecutor: executed,
  };
}
