// Beside each table of a page, links to the same as files; tables of forms are none to take along.
(() => {
  const content = document.getElementById('content');
  const link = () =>
    content.querySelectorAll('main table').forEach((table, index) => {
      if (table.closest('form')) {
        return;
      }
      const links = document.createElement('p');
      links.className = 'small d-print-none d-flex flex-wrap gap-3 mb-2';
      for (const format of ['csv', 'xlsx']) {
        const address = new URL(window.location.href);
        address.searchParams.set(format, index + 1);
        const file = document.createElement('a');
        file.href = address;
        file.download = '';
        file.textContent = content.dataset[format];
        links.append(file);
      }
      (table.closest('.table-responsive') ?? table).after(links);
    });
  link();
  document.addEventListener('jalons:shown', link);
})();
