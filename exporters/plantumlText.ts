/** Text that PlantUML shows as it is: what it would read as markup is written as a character number. */
export const plantumlText = (text: string): string =>
  text.replaceAll(
    /[<>"\\~]|(?<=([-*/_[\]]))\1/g,
    (character) => `<U+${character.charCodeAt(0).toString(16).padStart(4, '0')}>`,
  );
