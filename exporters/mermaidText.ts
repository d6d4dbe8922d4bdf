/** Text that Mermaid shows as it is: what it would read as syntax is written as an entity. */
export const mermaidText = (text: string): string =>
  text.replaceAll(/[#;"<>{}:]/g, (character) => `#${character.charCodeAt(0)};`);
