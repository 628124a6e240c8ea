<?php
// What a web server in front does: files as they are, uploads from this run's folder, everything else to WordPress.
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$upload = getenv('SITE_HOME') . $path;
if (str_starts_with($path, '/uploads/') && !str_contains($path, '..') && is_file($upload)) {
    header('content-type: ' . mime_content_type($upload));
    readfile($upload);
    return true;
}
if ($path !== '/' && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) return false;
$_SERVER['SCRIPT_NAME'] = '/index.php';
$_SERVER['PHP_SELF'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
