"""Words for codes of signing in and talking to Akiles."""

from __future__ import annotations

from akiles_console.wording import N_

SENTENCES: dict[str, tuple[str, str]] = {
    # reaching Akiles
    "unreachable": (
        N_("Akiles cannot be reached. Nothing was sent to it."),
        N_("Check the internet connection of this computer, then try again."),
    ),
    "lost_answer": (
        N_("Akiles was asked, and no answer came back. If it was a change, it may have been made all the same."),
        N_("Look whether it was made before you do it again."),
    ),
    "answer_broken": (
        N_("The answer of Akiles could not be read. If it was a change, it may have been made all the same."),
        N_("Try again; if it goes on, update Akiles Console."),
    ),
    "answer_not_json": (
        N_("What answered in the place of Akiles sent something else than Akiles does, so it was not used."),
        N_("Try again; if it goes on, ask your IT whether something on the network stands in between."),
    ),
    "captive_portal": (
        N_("The network of this computer answered in the place of Akiles, probably with its own sign-in page."),
        N_("Open any web page in the browser and sign in to the network, then try again."),
    ),
    "akiles_away": (
        N_("Akiles has not answered as it should several times in a row. This was not sent to it."),
        N_("Try again in some minutes."),
    ),
    "answer_too_big": (
        N_("The answer of Akiles is larger than it can be, so it was not read to its end."),
        N_("Try again; if it goes on, update Akiles Console."),
    ),
    "list_without_end": (
        N_("Akiles sent a list that has no end, so it was not used. Nothing was changed."),
        N_("Try again in some minutes."),
    ),
    "certificate_untrusted": (
        N_("The certificate of Akiles' server is not trusted by this computer. Nothing was sent to it."),
        N_("Check the date of this computer, and ask your IT whether it inspects the traffic of the network."),
    ),
    "slept": (
        N_("This computer slept before a change could be sent, so it was not sent."),
        N_("Go on, or look at the preview again: others may have changed something meanwhile."),
    ),
    "proxy_login": (
        N_("The proxy of your network does not let Akiles Console through. Nothing was sent to Akiles."),
        N_("Ask your IT to let it through, or use another network."),
    ),
    "proxy_unsupported": (
        N_("The proxy of this computer is of a kind that Akiles Console cannot use ({kind}). Nothing was sent."),
        N_("Choose an HTTP proxy in the network settings of this computer, then start again."),
    ),
    "server_fault": (
        N_("Akiles has a problem on its side (status {status}). If it was a change, it may have been made."),
        N_("Try again in some minutes."),
    ),
    "too_many": (
        N_("Akiles is asked too often at the moment and did not do this."),
        N_("Wait a minute, then try again."),
    ),
    "too_many_wait": (
        N_("Akiles is asked too often at the moment and did not do this. It asks for a pause of {seconds} seconds."),
        N_("Try again after that."),
    ),
    # what Akiles says no to
    "refused": (
        N_("Akiles did not accept this. It says: {message} ({type})"),
        N_("Correct what it names, then try again."),
    ),
    "refused_silently": (
        N_("Akiles did not accept this and gave no reason (status {status})."),
        N_("Try again; if it goes on, write to Akiles' support and name {operation}."),
    ),
    "forbidden": (
        N_("This connection may not do that. Akiles says: {message} ({type})"),
        N_("Ask an administrator of the organization for the right to do it."),
    ),
    "forbidden_silently": (
        N_("This connection may not do that. Nothing was changed."),
        N_("Ask an administrator of the organization for the right to do it."),
    ),
    "not_found": (
        N_("That is not at Akiles, or not any more. Nothing was changed."),
        N_("Refresh the page to see what is there."),
    ),
    "hardware_offline": (
        N_("The device has no connection to Akiles at the moment, so it did nothing."),
        N_("Check its power and its network, then try again."),
    ),
    "fields_unknown": (
        N_("This has settings that Akiles Console does not know yet, and would lose. Nothing was changed."),
        N_("Update Akiles Console, or make the change in the panel of Akiles."),
    ),
    # being connected
    "not_connected": (
        N_("No organization is connected."),
        N_("Connect one first."),
    ),
    "signed_out": (
        N_("Akiles has ended the connection, for example because an administrator removed the application."),
        N_("Connect again. Nothing at Akiles was changed by this."),
    ),
    "unauthorized": (
        N_("Akiles does not accept this connection any more. Nothing was changed."),
        N_("Connect again, or check the access token if you work with one."),
    ),
    "token_malformed": (
        N_("The access token cannot be one: it is empty or has blanks or unusual characters. Nothing was sent."),
        N_("Copy it again, whole and without quotes, into AKILES_ACCESS_TOKEN."),
    ),
    "renewal_refused": (
        N_("Akiles did not renew the connection. It says: {message} ({type})"),
        N_("Check in the Akiles Developer Center whether the application still exists, then connect again."),
    ),
    "busy_elsewhere": (
        N_("Another Akiles Console on this computer is renewing the connection and does not come to an end."),
        N_("Close the other one, then try again. Nothing was changed."),
    ),
    "organization_changed": (
        N_("This connection is for {expected}, but Akiles answers as {found}. Nothing was changed."),
        N_("Connect again and choose {expected}, or add {found} as an organization of its own."),
    ),
    "organization_unknown": (
        N_("This computer knows no connection to an organization {organization}. Nothing was done."),
        N_("`akiles-console status` lists those that it knows; connect others with `akiles-console login`."),
    ),
    "connection_unknown": (
        N_("This organization was removed from this computer meanwhile. Nothing was changed."),
        N_("Add it again to work with it."),
    ),
    "name_taken": (
        N_("Another organization is called {name} here, so the name was not changed."),
        N_("Choose a name that tells them apart."),
    ),
    "name_too_long": (
        N_("The name has more than {longest} characters, so it was not changed."),
        N_("Choose a shorter one."),
    ),
    "insecure_address": (
        N_("The address of {address} is not https, so nothing was sent to it."),
        N_("Use an https address without a login or a question mark; plain http works with this computer only."),
    ),
    "practice_unavailable": (
        N_("The practice organization could not be started on this computer ({reason}). Nothing was changed."),
        N_("Close other programs that use the network of this computer, then try again."),
    ),
    # signing in
    "port_in_use": (
        N_("Port {port} of this computer is taken, so the browser could not come back. You are not signed in."),
        N_("Close the program that uses it, or sign in without it and paste the address at which the browser ends."),
    ),
    "consent_denied": (
        N_("Access was denied on the page of Akiles. You are not signed in, and nothing was changed."),
        N_("Connect again and choose Allow."),
    ),
    "consent_timeout": (
        N_("The browser did not come back within {minutes} minutes. You are not signed in."),
        N_("Connect again. If Akiles showed an error, compare client id and redirect address with the application."),
    ),
    "login_runs": (
        N_("A sign-in is already under way."),
        N_("Go on in the browser, or cancel it first."),
    ),
    "client_secret_missing": (
        N_("The client secret is not in the keyring of this computer any more. You are not signed in."),
        N_("Copy it again from the application in the Akiles Developer Center."),
    ),
    "login_refused": (
        N_("Akiles did not sign you in. It says: {message} ({type})"),
        N_("Compare client id and redirect address with the application in the Developer Center, then try again."),
    ),
    "client_refused": (
        N_("Akiles does not accept the client id with this client secret. You are not signed in."),
        N_("Copy both again from the application in the Akiles Developer Center."),
    ),
    "redirect_refused": (
        N_("The redirect address is not registered with the application. You are not signed in."),
        N_("Register exactly this one in the Akiles Developer Center: {address}"),
    ),
    "no_refresh_token": (
        N_("Akiles let you in for an hour only, without a way to renew it. The connection was not kept."),
        N_("Allow offline access for the application in the Akiles Developer Center, then connect again."),
    ),
    "auth_unreachable": (
        N_("The sign-in server of Akiles cannot be reached. Nothing was changed."),
        N_("Check the internet connection of this computer, then try again."),
    ),
    "auth_no_answer": (
        N_("The sign-in server of Akiles gave no usable answer. Nothing was changed."),
        N_("Try again in a minute; if you were just signing in, start over."),
    ),
    "settings_not_saved": (
        N_("The data folder of Akiles Console cannot be written ({reason}), so the connection cannot be remembered."),
        N_("Make room on the disk or give yourself the right to write there, then connect again."),
    ),
    # the keyring
    "keyring_locked": (
        N_("The keyring of this computer is locked or waits for your password. The connection in it is not lost."),
        N_("Unlock the keyring, then try again."),
    ),
    "keyring_failed": (
        N_("The keyring of this computer did not do its work ({reason}). Nothing was stored in its place."),
        N_("Restart the computer; if it goes on, connect again."),
    ),
}
