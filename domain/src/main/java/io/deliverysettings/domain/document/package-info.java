/** What a document of PingOne holds beyond the members that are known. */
package io.deliverysettings.domain.document;
