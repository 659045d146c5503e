/** `main-queue` → `MainQueue`, as SST wants the names of its components. */
export function resourceName(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
