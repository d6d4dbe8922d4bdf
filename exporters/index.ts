export { dotMachine } from './dotMachine.ts';
export { dotSystem } from './dotSystem.ts';
export { markdownClaims } from './markdownClaims.ts';
export { mermaidMachine } from './mermaidMachine.ts';
export { mermaidSystem } from './mermaidSystem.ts';
export { mermaidTrace } from './mermaidTrace.ts';
