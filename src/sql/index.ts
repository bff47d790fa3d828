/**
 * Decisions and audits where the data lie: SQL made from the rules themselves, for PostgreSQL, DuckDB and ClickHouse.
 *
 * @module demerit/sql
 */
export { type PositionedStep, pointsSteps } from '../registry/points/points-ledger.ts'
export { type Column, type ColumnKind, TABLE_NAMES, TABLES, type Table, type TableName } from '../tables/tables.ts'
export type { PointsSource } from './asked.ts'
export { type AuditQuery, type AuditSql, type AuditSqlOptions, auditSql } from './audit.ts'
export { AUDIT_NAMES, type AuditName } from './audit-questions.ts'
export type { ColumnOf, Columns } from './columns.ts'
export { compareSql } from './compare.ts'
export { type DecisionSqlOptions, decisionSql } from './decision.ts'
export { DIALECTS, type Dialect } from './dialects.ts'
export { type FactsSqlOptions, factsSql } from './facts-at.ts'
export { type FactsInsert, type FactsRow, type FactsTable, factsTable } from './facts-table.ts'
export { ROW_PROBLEMS, type RowProblem } from './rows.ts'
export type { TableRef } from './table-ref.ts'
export { type TableRefs, tablesIn } from './tables.ts'
