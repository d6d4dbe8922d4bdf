import {
  type AnyEvent,
  type Claim,
  concerns,
  eventName,
  type PartView,
  type PartViews,
  type System,
  tuplesOf,
  viewNames,
  type World,
  type WorldStep,
  worldOf,
} from '../../composition/index.ts';
import { hex } from '../addresses.ts';
import { ClaimViolatedError, MisuseError } from '../errors.ts';
import { ModelGuest } from './dma/modelGuest.ts';
import type { ModelGuestOptions } from './guestOnBytes.ts';

interface Watched {
  readonly claim: Claim;
  readonly names: readonly string[];
  readonly tuples: readonly (readonly number[])[];
}

/**
 * A guest of a DMA design whose claims are watched while it runs: after each step every claim of its system that one state or
 * one step can break is judged on what the bytes say, and claims with a memory hear the step.
 *
 * Left out: claims about what is possible, or about whole runs, which no single run can break. What has been
 * violated has happened: the error stops the caller, it undoes nothing.
 */
export class MonitoredGuest {
  readonly guest: ModelGuest;
  readonly #world: World;
  readonly #steps: ReadonlyMap<string, WorldStep>;
  readonly #watched: readonly Watched[];
  readonly #monitors: Map<number, ReturnType<World['parts'][number]['machine']['initial']>>;
  #views: PartView[];

  /** @throws what {@link ModelGuest} and `worldOf` throw. */
  constructor(system: System, options: ModelGuestOptions = {}) {
    this.guest = new ModelGuest(system, options);
    this.#world = worldOf(system, options.sizes ?? {});
    const { parts, steps } = this.#world;
    this.#steps = new Map(steps.map((step) => [step.name, step]));
    this.#watched = system.claims
      .filter(({ kind }) => kind === 'always' || kind === 'eachStep')
      .map((claim) => ({ claim, names: viewNames(claim), tuples: tuplesOf(this.#world, claim) }));
    this.#monitors = new Map(
      parts.flatMap(({ monitors, machine }, part) => (monitors ? [[part, machine.initial()] as const] : [])),
    );
    this.#views = this.#look();
  }

  /**
   * Takes a step on bytes, and judges it.
   *
   * @throws {ClaimViolatedError} for the first claim that the step has broken.
   * @throws {MisuseError} for a step that the system does not have, and otherwise what {@link ModelGuest.act} throws.
   */
  step(event: AnyEvent): void {
    const step = this.#steps.get(eventName(event));
    if (!step) throw new MisuseError(`${this.#world.system.name} has no step ${eventName(event)}`);
    const mapping = this.#mappingOf(event);
    this.guest.act(event);
    const before = this.#views;
    this.#views = this.#look();
    const broken = (claim: string, parts: readonly number[]) =>
      new ClaimViolatedError(
        claim,
        event,
        parts.map((part) => this.#world.parts[part]?.name ?? ''),
        this.#mappingOf(event) ?? mapping,
      );
    for (const [part, snapshot] of this.#monitors) {
      const { machine, monitors = '' } = this.#world.parts[part] ?? {};
      if (!machine || !step.parts.includes(part) || !machine.can(snapshot, event)) continue;
      const next = machine.next(snapshot, event);
      this.#monitors.set(part, next);
      if (next.value === 'violated') throw broken(monitors, [part]);
    }
    for (const { claim, names, tuples } of this.#watched)
      for (const tuple of tuples)
        if (this.#breaks(claim, names, tuple, before, step)) throw broken(claim.name, tuple);
  }

  #breaks(
    claim: Claim,
    names: readonly string[],
    tuple: readonly number[],
    before: readonly PartView[],
    step: WorldStep,
  ): boolean {
    const after = seen(names, tuple, this.#views);
    if (claim.kind === 'always') return claim.applies(after) && !claim.holds(after);
    if (claim.kind !== 'eachStep' || !concerns(this.#world, claim, tuple, step)) return false;
    const was = seen(names, tuple, before);
    return claim.applies(was, step.event, after) && !claim.holds(was, step.event, after);
  }

  #look(): PartView[] {
    return this.#world.parts.map(({ family, index, monitors }) => ({
      index,
      ...(monitors ? { value: undefined, context: {} } : this.guest.abstractPart(family, index).view()),
    }));
  }

  /** The mapping that a step is about: the one that it names, or that of its slot or page. */
  #mappingOf({ mapping, page, slot }: AnyEvent): string | undefined {
    const number = this.guest.drivers.findIndex((driver, index) => {
      if (!driver) return false;
      if (mapping !== undefined) return mapping === index;
      const { phys, bounced } = driver.mapping;
      if (slot !== undefined) return bounced !== undefined && this.guest.slotOf(bounced.tlbAddr) === slot;
      return page !== undefined && this.guest.pageOf(phys) === page;
    });
    const driver = this.guest.drivers[number];
    if (!driver) return undefined;
    const { device, phys, size, dir, dmaAddr } = driver.mapping;
    return `mapping ${number} of ${device}: ${size} bytes at ${hex(phys)}, ${dir}, as ${hex(dmaAddr)}`;
  }
}

const seen = (names: readonly string[], tuple: readonly number[], views: readonly PartView[]): PartViews =>
  Object.fromEntries(
    tuple.flatMap((part, k) => {
      const view = views[part];
      return view ? [[names[k] ?? '', view]] : [];
    }),
  );
