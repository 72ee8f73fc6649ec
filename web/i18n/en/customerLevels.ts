/** Words of the page on which it is set from what on a customer counts as what. */
export const customerLevels = {
  detail:
    'From what on a customer is a regular or a key one, and from what on returns are a risk. It holds at once for everybody.',
  value: 'Value',
  'value-detail': 'Orders of the last 365 days, cancelled ones aside. Whose risk is high is worth a step less.',
  risk: 'Risk of returns',
  'risk-detail':
    'Only pieces sent back by the buyer’s own wish count; what came broken, wrong or late is not held against them.',
  'from-orders': '{level}: from how many orders',
  'risk-from': 'Called “{level}” from',
  percent: '% sent back',
  'percent-help': 'As a share that is surely passed (95 %), so that two of two say little.',
  pieces: 'pieces sent back, at least',
  'pieces-help': 'Below this nobody is called a risk, however large the share.',
  claims: 'or claims',
  outside: 'or pieces outside the return policy',
  reset: 'Fill in defaults',
  saved: 'Customer levels saved',
  preview: 'How many customers that would be',
  'preview-exact': { one: 'Counted over {count} customer.', other: 'Counted over all {count} customers.' },
  'preview-estimate':
    'Estimated from {looked} of {count} customers, picked by chance; a few in a hundred more or less.',
  'preview-wrong': 'Mend the marked fields to see the numbers.',
  nobody: 'No customers yet',
  about: 'about {count}',
} as const
