import type { Forecast } from '../composition/index.ts';
import { grouped, sizeText } from './numbers.ts';

/** A forecast in one sentence, with the size to lower. */
export function forecastText(name: string, { size, states, bytes, seconds, lower }: Forecast): string {
  const about = (count: number) => grouped(Number(count.toPrecision(2)));
  const advice = lower ? `; one ${lower.set} less, about ${about(lower.states)}` : '';
  return `${name} (${sizeText(size)}): about ${about(states)} states, ${about(Math.ceil(bytes / 2 ** 20))} MiB and ${about(Math.ceil(seconds))} s for the explicit engine${advice}`;
}
