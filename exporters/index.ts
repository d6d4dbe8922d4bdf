export { dotMachine } from './dotMachine.ts';
export { dotSystem } from './dotSystem.ts';
export { markdownClaims } from './markdownClaims.ts';
export { mermaidMachine } from './mermaidMachine.ts';
export { mermaidSystem } from './mermaidSystem.ts';
export { mermaidTrace } from './mermaidTrace.ts';
export { type MurphiOptions, murphi } from './murphi.ts';
export { promela } from './promela.ts';
export { type TlaFiles, tlaplus } from './tlaplus.ts';
