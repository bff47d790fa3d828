/**
 * Decisions and audits where the data lie: SQL made from the rules themselves, for PostgreSQL, DuckDB and ClickHouse.
 *
 * @module
 */
export { type PositionedStep, pointsSteps } from '../registry/points-ledger.ts'
export { AUDIT_NAMES, type AuditName, type AuditQuery, type AuditSqlOptions, auditSql } from './audit.ts'
export type { ColumnOf, Columns } from './columns.ts'
export { compareSql } from './compare.ts'
export { type DecisionSqlOptions, decisionSql } from './decision.ts'
export { DIALECTS, type Dialect } from './dialects.ts'
export { type FactsSqlOptions, factsSql, type PointsSource } from './facts-at.ts'
export { type FactsInsert, type FactsRow, type FactsTable, factsTable } from './facts-table.ts'
export type { TableRef } from './table-ref.ts'
export { type TableRefs, tablesIn } from './tables.ts'
