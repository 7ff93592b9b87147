import '#shared/kernel';
