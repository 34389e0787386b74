// The screens that the rail leads to, in its order. A screen is listed once it exists; who may not use it does not see it.
export interface Screen {
  /** Name of its route, and of its word in the catalogue (`screens.<name>`). */
  name: string
  icon: string
  group: 'work' | 'library' | 'manage' | 'program'
  /** Only administrators have something to do there. */
  admin?: boolean
  /** Only at the machine of the workspace, and only for its administrators. */
  host?: boolean
}

export const screens: readonly Screen[] = [
  { name: 'home', icon: 'i-lucide-table-2', group: 'work' },
  { name: 'work', icon: 'i-lucide-list-checks', group: 'work' },
  { name: 'inbox', icon: 'i-lucide-inbox', group: 'work' },
  { name: 'dashboard', icon: 'i-lucide-chart-column', group: 'work' },
  { name: 'calendar', icon: 'i-lucide-calendar-days', group: 'work' },
  { name: 'studies', icon: 'i-lucide-folder-tree', group: 'library' },
  { name: 'packages', icon: 'i-lucide-package', group: 'library' },
  { name: 'texts', icon: 'i-lucide-type', group: 'library' },
  { name: 'tags', icon: 'i-lucide-tags', group: 'library' },
  { name: 'people', icon: 'i-lucide-users', group: 'manage', admin: true },
  { name: 'audit', icon: 'i-lucide-scroll-text', group: 'manage', admin: true },
  { name: 'backups', icon: 'i-lucide-archive-restore', group: 'manage', admin: true },
  { name: 'inspector', icon: 'i-lucide-radio', group: 'manage' },
  { name: 'hosting', icon: 'i-lucide-radio-tower', group: 'program', host: true },
  { name: 'settings', icon: 'i-lucide-settings', group: 'program' },
]
