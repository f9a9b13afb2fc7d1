filedesc://a.arc 0.0.0.0 20210102030405 text/plain 65
1 0 test
URL IP-address Archive-date Content-type Archive-length

https://example.org/1 10.0.0.1 20210102030405 text/html 578
HTTP/1.1 200 OK
Content-Type: text/html

<!DOCTYPE html><html><head><title>Sailors rescued off Port Ilen 1</title></head><body><article><h1>Sailors rescued off Port Ilen 1</h1><p>Report number 1 of the harbour office.</p><p>The coast guard of Tarvia said on Tuesday that 14 sailors were rescued near Port Ilen after a storm.</p><p>“We sent three ships,” Captain Mara Olsen told reporters. At least 40 people were hurt in the town of Ilen, the ministry said.</p><p>The government of Tarvia promised to send 200 soldiers to the coast next week.
</p></article></body></html>
https://example.org/2 10.0.0.1 20210102030405 text/html 578
HTTP/1.1 200 OK
Content-Type: text/html

<!DOCTYPE html><html><head><title>Sailors rescued off Port Ilen 2</title></head><body><article><h1>Sailors rescued off Port Ilen 2</h1><p>Report number 2 of the harbour office.</p><p>The coast guard of Tarvia said on Tuesday that 14 sailors were rescued near Port Ilen after a storm.</p><p>“We sent three ships,” Captain Mara Olsen told reporters. At least 40 people were hurt in the town of Ilen, the ministry said.</p><p>The government of Tarvia promised to send 200 soldiers to the coast next week.
</p></article></body></html>
