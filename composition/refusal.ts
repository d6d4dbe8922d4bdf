/** A function that throws whenever it is called, since a guard or action asked for `what`. */
export const refusal = (what: string) => (): never => {
  throw new Error(`asks for ${what}; guards and actions may depend on nothing but context and event`);
};
