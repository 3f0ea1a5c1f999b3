/** Changes that were accepted to be made later: what is wanted, how far they are, and what came of them. */
package io.deliverysettings.application.operation;
