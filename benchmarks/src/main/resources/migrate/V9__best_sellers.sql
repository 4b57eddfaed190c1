create view best_seller as
select b.tenant_id, b.id, b.title, sum(l.amount) as sold
  from book b join purchase_line l on l.tenant_id = b.tenant_id and l.book_id = b.id
 group by b.tenant_id, b.id, b.title;
