-- What a schema is made of, one row for each part, printed as the schema itself sees it.
-- What stands in braces is written out by CatalogText: "seen" sets the search path for the row, which CASE does before it
-- prints; "acl" prints rights by their holders, "owner" the name of a role. Owner, application, operator and the schema's
-- own role have the same name in each schema; so has the tenant in its check.
with place as materialized (
  select n.oid, n.nspowner, n.nspacl, p.schema, quote_ident(p.schema) as path, p.actor,
         '(?<![a-zA-Z0-9_$".])' || quote_ident(p.schema) || '\.' as own,
         '''' || p.tenant || '''' as tenant
    from unnest(?::text[], ?::text[], ?::text[]) as p (schema, actor, tenant)
    join pg_namespace n on n.nspname = p.schema
), known as materialized (
  select * from unnest(?::text[], ?::text[]) as known (role, label)
), asked as (
  select ?::text as tenant_column
), member as materialized (
  select classid, objid from pg_depend where deptype = 'e'
), relation as materialized (
  select p.schema, p.path, p.own, p.actor, p.tenant, c.*,
         case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table'
                        when 'S' then 'sequence' when 'c' then 'type' else 'table' end as word
    from place p join pg_class c on c.relnamespace = p.oid
   where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
     and (c.oid in (select objid from member where classid = 'pg_class'::regclass)) is not true
     -- Ranges come and go with time, schema by schema. What they are parts of is compared, and what takes the rest.
     and not (c.relispartition and exists (
           select from pg_partition_ancestors(c.oid) as ancestor
             join pg_inherits i on i.inhrelid = ancestor
             join pg_partitioned_table t on t.partrelid = i.inhparent and t.partstrat = 'r' and t.partdefid <> ancestor))
), part (schema, object, definition) as (
  select p.schema, 'schema', 'owner ' || {owner(p.nspowner)} || ', rights ' || {acl(p.nspacl, 'n', p.nspowner)}
    from place p
   union all
  select p.schema, 'default rights on ' || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
           when 'f' then 'functions' else 'types' end || ' that ' || {owner(d.defaclrole)} || ' makes',
         {acl(d.defaclacl, 'r', d.defaclrole)}
    from place p join pg_default_acl d on d.defaclnamespace = p.oid
   union all
  select p.schema, 'extension ' || e.extname, e.extversion
    from place p join pg_extension e on e.extnamespace = p.oid
   union all
  select p.schema, p.word || ' ' || p.relname, concat_ws(', ',
           'owner ' || {owner(p.relowner)},
           case p.relkind when 'p' then 'partitioned by ' || {seen} pg_get_partkeydef(p.oid) end end,
           case p.relpersistence when 'u' then 'unlogged' end,
           case when p.relrowsecurity then 'row security' end,
           case when p.relforcerowsecurity then 'row security forced' end,
           case when p.relreplident <> 'd' and p.relkind in ('r', 'p') then 'replica identity ' || p.relreplident::text end,
           'options ' || p.reloptions::text,
           'tablespace ' || (select spcname from pg_tablespace where oid = p.reltablespace),
           (select string_agg({seen} 'child of ' || inhparent::regclass end, ', ' order by inhseqno)
              from pg_inherits where inhrelid = p.oid),
           {seen} pg_get_expr(p.relpartbound, p.oid) end,
           (select 'server ' || s.srvname from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver
             where f.ftrelid = p.oid),
           case when p.relkind in ('v', 'm') then {seen} pg_get_viewdef(p.oid, true) end end,
           (select concat_ws(' ', format_type(s.seqtypid, null), 'start', s.seqstart, 'by', s.seqincrement, 'from', s.seqmin,
                             'to', s.seqmax, 'cache', s.seqcache, case when s.seqcycle then 'cycle' end)
              from pg_sequence s where s.seqrelid = p.oid),
           case when p.relkind = 'S' then (
             select {seen} 'owned by ' || d.refobjid::regclass || '.' || a.attname end
               from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
              where d.classid = 'pg_class'::regclass and d.objid = p.oid and d.refobjsubid > 0
                and d.deptype in ('a', 'i')) end)
    from relation p
   union all
  select p.schema, 'rights on ' || p.word || ' ' || p.relname,
         {acl(p.relacl, case p.relkind when 'S' then 's'::"char" else 'r'::"char" end, p.relowner)}
    from relation p where p.relkind <> 'c'
   union all
  select p.schema, 'column ' || p.relname || '.' || a.attname, concat_ws(' ',
           {seen} format_type(a.atttypid, a.atttypmod) end,
           case when a.attcollation <> t.typcollation then {seen} 'collate ' || a.attcollation::regcollation end end,
           case when a.attnotnull then 'not null' end,
           (select 'not validated' from pg_constraint k
             where k.conrelid = p.oid and k.contype = 'n' and not k.convalidated and k.conkey = array[a.attnum]),
           case a.attidentity when 'a' then 'identity always' when 'd' then 'identity by default' end,
           case a.attgenerated when 's' then 'generated' when 'v' then 'generated virtual' else 'default' end || ' '
             || {seen} pg_get_expr(d.adbin, d.adrelid) end,
           'rights ' || {acl(a.attacl, 'c', p.relowner)})
    from relation p
    join pg_attribute a on a.attrelid = p.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = p.oid and d.adnum = a.attnum
   where p.relkind <> 'S'
   union all
  select p.schema, 'order of columns in ' || p.relname, string_agg(a.attname, ', ' order by a.attnum)
    from relation p join pg_attribute a on a.attrelid = p.oid and a.attnum > 0 and not a.attisdropped
   where p.relkind <> 'S' group by p.schema, p.relname
   union all
  select p.schema, 'constraint ' || p.relname || '.' || k.conname,
         case when k.contype = 'c' and (k.conname = 'tenancy_tenant' or k.conkey = array[(
                select a.attnum from pg_attribute a join asked on a.attname = asked.tenant_column
                 where a.attrelid = p.oid)])
              then replace({seen} pg_get_constraintdef(k.oid, true) end, coalesce(p.tenant, ''), 'the tenant')
              else {seen} pg_get_constraintdef(k.oid, true) end end
    from relation p join pg_constraint k on k.conrelid = p.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
     -- One more for each part of the table that a key refers to.
     and (k.contype <> 'f' or k.conparentid = 0 or p.relispartition)
   union all
  select p.schema, 'index ' || regexp_replace(c.relname, '_tenancy_[0-9a-f]{16}$', '_tenancy'), concat_ws(', ',
           regexp_replace({seen} pg_get_indexdef(c.oid, 0, true) end, 'INDEX ("([^"]|"")*"|\S+) ', 'INDEX '),
           case when not i.indisvalid then 'invalid' end,
           case when i.indisclustered then 'clustered' end,
           case when i.indisreplident then 'replica identity' end)
    from relation p
    join pg_index i on i.indrelid = p.oid
    join pg_class c on c.oid = i.indexrelid
   where not exists (select from pg_constraint k
                      where k.conrelid = p.oid and k.conindid = c.oid and k.contype in ('p', 'u', 'x'))
   union all
  select p.schema, 'policy ' || p.relname || '.' || y.polname, concat_ws(' ',
           case when y.polpermissive then 'permissive' else 'restrictive' end,
           'for ' || y.polcmd::text,
           'to ' || (select string_agg({owner(r.oid)}, ', ' order by {owner(r.oid)} collate "C")
                       from unnest(y.polroles) as r (oid)),
           'using ' || {seen} pg_get_expr(y.polqual, y.polrelid) end,
           'with check ' || {seen} pg_get_expr(y.polwithcheck, y.polrelid) end)
    from relation p join pg_policy y on y.polrelid = p.oid
   union all
  select p.schema, 'trigger ' || p.relname || '.' || t.tgname,
         {seen} pg_get_triggerdef(t.oid, true) end || case t.tgenabled when 'O' then '' else ', fires ' || t.tgenabled::text end
    from relation p join pg_trigger t on t.tgrelid = p.oid and not t.tgisinternal
   union all
  select p.schema, 'rule ' || p.relname || '.' || r.rulename,
         {seen} pg_get_ruledef(r.oid, true) end || case r.ev_enabled when 'O' then '' else ', fires ' || r.ev_enabled::text end
    from relation p join pg_rewrite r on r.ev_class = p.oid and r.rulename <> '_RETURN'
   union all
  select p.schema, {seen} 'function ' || f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')' end,
         concat_ws(', ',
           'owner ' || {owner(f.proowner)},
           'rights ' || {acl(f.proacl, 'f', f.proowner)},
           f.prokind::text || ' ' || f.provolatile::text || ' ' || f.proparallel::text || ' cost ' || f.procost || ' rows ' || f.prorows,
           case when f.prosecdef then 'security definer' end,
           case when f.proleakproof then 'leakproof' end,
           case when f.proisstrict then 'strict' end,
           (select lanname from pg_language where oid = f.prolang),
           {seen} '(' || pg_get_function_arguments(f.oid) || ') returns ' || coalesce(pg_get_function_result(f.oid), '') end,
           'set ' || regexp_replace(f.proconfig::text, '(?<![a-zA-Z0-9_$])' || p.schema || '(?![a-zA-Z0-9_$])',
                                    'the schema', 'g'),
           regexp_replace(f.prosrc, p.own, '', 'g'),
           {seen} pg_get_function_sqlbody(f.oid) end)
    from place p join pg_proc f on f.pronamespace = p.oid
   where (f.oid in (select objid from member where classid = 'pg_proc'::regclass)) is not true
   union all
  select p.schema, 'type ' || t.typname, concat_ws(', ',
           'owner ' || {owner(t.typowner)},
           'rights ' || {acl(t.typacl, 'T', t.typowner)},
           'enum ' || (select string_agg(e.enumlabel, ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
           case when t.typtype = 'd' then 'domain of ' || {seen} format_type(t.typbasetype, t.typtypmod) end end,
           case when t.typnotnull then 'not null' end,
           case when t.typtype = 'd' then 'default ' || {seen} pg_get_expr(t.typdefaultbin, 0) end end,
           (select {seen} 'range of ' || format_type(r.rngsubtype, null) end from pg_range r where r.rngtypid = t.oid),
           (select string_agg({seen} k.conname || ' ' || pg_get_constraintdef(k.oid, true) end, ', ' order by k.conname)
              from pg_constraint k where k.contypid = t.oid and k.contype = 'c'))
    from place p join pg_type t on t.typnamespace = p.oid and t.typtype in ('e', 'd', 'r')
   where (t.oid in (select objid from member where classid = 'pg_type'::regclass)) is not true
   union all
  select p.schema, 'statistics ' || s.stxname,
         {seen} s.stxkind::text || ' of ' || pg_get_statisticsobjdef_columns(s.oid) || ' in ' || s.stxrelid::regclass end
    from place p join pg_statistic_ext s on s.stxnamespace = p.oid
)
