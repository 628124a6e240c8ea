<?php
// Makes one site with an administrator and an author, each with an application password, and tells them as JSON.
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
$db = new mysqli(null, 'root', '', '', 0, getenv('SITE_SOCKET'));
$db->query('create database site character set utf8mb4');
$_SERVER['HTTP_HOST'] = parse_url(getenv('SITE_URL'), PHP_URL_HOST) . ':' . parse_url(getenv('SITE_URL'), PHP_URL_PORT);
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';
define('WP_INSTALLING', true);
require getenv('SITE_CODE') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_new_blog_notification($title, $url, $id, $password) {}
wp_install('Обсмажка “North”', 'north', 'north@example.org', true, '', wp_generate_password());
update_option('permalink_structure', '/%year%/%postname%/');
mkdir(getenv('SITE_HOME') . '/uploads');
update_option('upload_path', getenv('SITE_HOME') . '/uploads');
update_option('upload_url_path', getenv('SITE_URL') . '/uploads');
update_option('blogdescription', 'Coffee from the north');
$author = wp_insert_user(['user_login' => 'scribe', 'user_pass' => wp_generate_password(), 'user_email' => 'scribe@example.org', 'role' => 'author']);
[$password] = WP_Application_Passwords::create_new_application_password(1, ['name' => 'Rialto']);
[$other] = WP_Application_Passwords::create_new_application_password($author, ['name' => 'Rialto']);
echo json_encode(['user' => 'north', 'password' => $password, 'author' => ['user' => 'scribe', 'password' => $other]]);
