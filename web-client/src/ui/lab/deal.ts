/** Puts people into groups evenly, in their order: the sizes of groups differ by one at most. `members` are those who are in a group already, by group. */
export function deal<T>(people: readonly T[], members: readonly (readonly T[])[]): { who: T; group: number }[] {
  const placed = new Set(members.flat());
  const sizes = members.map((group) => group.length);
  if (sizes.length === 0) return [];
  return people.filter((who) => !placed.has(who)).map((who) => {
    const group = sizes.indexOf(Math.min(...sizes));
    sizes[group]!++;
    return { who, group };
  });
}
