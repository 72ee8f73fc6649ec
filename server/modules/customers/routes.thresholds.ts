import { problemAnswers, type Routes } from '../../platform/http.ts'
import { ThresholdPreview, ThresholdSettings, Thresholds } from './schema.thresholds.ts'
import { changeThresholds, previewThresholds, showThresholds } from './service.thresholds.ts'

const tags = ['customers']

/** From what on a customer is important, or a risk. */
export const thresholdRoutes: Routes = async (app) => {
  app.get(
    '/customer-thresholds',
    {
      config: { permission: 'customers.read' },
      schema: {
        operationId: 'readCustomerThresholds',
        tags,
        summary: 'From what on a customer counts as a regular, as a key one, as a risk; with what ships',
        response: { 200: ThresholdSettings, ...problemAnswers },
      },
    },
    (request) => showThresholds(request.context),
  )
  app.put(
    '/customer-thresholds',
    {
      config: { permission: 'workspace.write' },
      schema: {
        operationId: 'changeCustomerThresholds',
        tags,
        summary: 'Set from what on a customer counts as what; it holds at once for every customer',
        body: Thresholds,
        response: { 200: ThresholdSettings, ...problemAnswers },
      },
    },
    (request) => changeThresholds(request.context, request.body),
  )
  app.post(
    '/customer-threshold-previews',
    {
      config: { permission: 'workspace.write' },
      schema: {
        operationId: 'previewCustomerThresholds',
        tags,
        summary:
          'How many customers each tier and risk would have; an estimate where fewer were looked at than there are',
        body: Thresholds,
        response: { 200: ThresholdPreview, ...problemAnswers },
      },
    },
    (request) => previewThresholds(request.context, request.body),
  )
}
