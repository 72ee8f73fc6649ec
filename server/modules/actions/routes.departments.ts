import { Type } from 'typebox'
import { Id, problemAnswers, type Routes } from '../../platform/http.ts'
import { Department, DepartmentFields, Departments } from './schema.ts'
import { changeDepartment, createDepartment, listDepartments } from './service.departments.ts'

const Params = Type.Object({ id: Id })
const tags = ['actions']
const reads = { permission: 'actions.read' }
const writes = { permission: 'actions.write' }

/** Who can be asked. */
export const departmentRoutes: Routes = async (app) => {
  app.get(
    '/departments',
    {
      config: reads,
      schema: {
        operationId: 'listDepartments',
        tags,
        summary: 'The departments that can be asked, with who answers for them',
        response: { 200: Departments, ...problemAnswers },
      },
    },
    (request) => listDepartments(request.context),
  )
  app.post(
    '/departments',
    {
      config: writes,
      schema: {
        operationId: 'createDepartment',
        tags,
        summary: 'Make a department',
        body: DepartmentFields,
        response: { 201: Department, ...problemAnswers },
      },
    },
    async (request, reply) => {
      reply.code(201)
      return createDepartment(request.context, request.body)
    },
  )
  app.put(
    '/departments/:id',
    {
      config: writes,
      schema: {
        operationId: 'changeDepartment',
        tags,
        summary: 'Change a department: its name, people, time to answer, or that it is asked nothing more',
        params: Params,
        body: DepartmentFields,
        response: { 200: Department, ...problemAnswers },
      },
    },
    (request) => changeDepartment(request.context, request.params.id, request.body),
  )
}
