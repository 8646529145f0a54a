"""What mails say in French."""

from __future__ import annotations

from collections.abc import Mapping

from notifications.wording import NewsWords, Words

GREETING = "Bonjour {name},"
NOTHING_EXPECTED = "Vous n'attendiez rien de tel ? Ne faites rien ; rien n'a changé."
NOT_YOU = (
    "Ce n'était pas vous ? Choisissez tout de suite un nouveau mot de passe "
    "et mettez fin à toutes les sessions dans votre compte."
)
ASK = "Si vous pensez à une erreur, demandez à {tenant}."

NEWS = NewsWords(
    "Du nouveau dans {count} de vos boîtes aux lettres",
    "Il y a du nouveau pour vous. Le contenu ne se trouve que dans Postkamer.",
    {
        "new_letter": ("{count} nouveau courrier", "{count} nouveaux courriers"),
        "assigned": ("{count} courrier vous a été confié", "{count} courriers vous ont été confiés"),
        "task_due": ("{count} tâche arrive bientôt à échéance", "{count} tâches arrivent bientôt à échéance"),
        "quarantine": ("{count} fichier en quarantaine", "{count} fichiers en quarantaine"),
    },
    "Ouvrir Postkamer",
    "Dans votre compte, vous choisissez sur quoi nous vous écrivons, et à quelle fréquence.",
    "Ne plus recevoir ces e-mails",
)

WORDS: Mapping[str, Words] = {
    "verify_email": Words(
        "Confirmez votre adresse e-mail",
        GREETING,
        (
            "Appuyez sur le bouton pour confirmer que cette adresse est la vôtre.",
            "Le lien fonctionne deux jours, une seule fois.",
        ),
        "Confirmer l'adresse",
        NOTHING_EXPECTED,
    ),
    "reset_password": Words(
        "Choisissez un nouveau mot de passe",
        GREETING,
        (
            "Quelqu'un, vous espérons-le, a demandé un nouveau mot de passe pour votre compte.",
            "Le lien fonctionne une heure, une seule fois. Votre deuxième étape à la connexion reste inchangée.",
        ),
        "Choisir un nouveau mot de passe",
        NOTHING_EXPECTED,
    ),
    "change_email": Words(
        "Confirmez votre nouvelle adresse e-mail",
        GREETING,
        (
            "Dès que vous appuyez sur le bouton, vous vous connectez avec cette adresse.",
            "Le lien fonctionne un jour, une seule fois.",
        ),
        "Utiliser cette adresse",
        NOTHING_EXPECTED,
    ),
    "email_changed": Words(
        "Votre adresse e-mail a été modifiée",
        GREETING,
        ("Votre compte a désormais une autre adresse e-mail. Celle-ci n'est plus utilisée.",),
        "Ouvrir votre compte",
        NOT_YOU,
    ),
    "password_changed": Words(
        "Votre mot de passe a été modifié",
        GREETING,
        ("Votre compte a un nouveau mot de passe. Toutes les autres sessions ont pris fin.",),
        "Choisir un autre mot de passe",
        NOT_YOU,
    ),
    "sign_in_changed": Words(
        "Votre façon de vous connecter a été modifiée",
        GREETING,
        ("Une clé d'accès ou une application d'authentification a été ajoutée à votre compte, ou en a été retirée.",),
        "Ouvrir votre compte",
        NOT_YOU,
    ),
    "invitation": Words(
        "{host} vous invite chez {tenant}",
        GREETING,
        (
            "{host} vous invite dans la boîte aux lettres de {tenant} sur Postkamer.",
            "Le lien fonctionne sept jours, une seule fois.",
        ),
        "Voir l'invitation",
        NOTHING_EXPECTED,
    ),
    "delegation_ended": Words(
        "Votre accès à {tenant} a pris fin",
        GREETING,
        ("Votre accès à la boîte aux lettres de {tenant} a pris fin. Rien de ce qui est à vous n'a été supprimé.",),
        "Ouvrir Postkamer",
        ASK,
    ),
    "letters_erased": Words(
        "Des lettres ont été effacées définitivement chez {tenant}",
        GREETING,
        (
            (
                "Des lettres que vous avez mises dans la corbeille de {tenant} ont été effacées définitivement. Pour "
                "chacune, un certificat signé l’atteste ; il contient des identifiants, des heures et des empreintes,"
                " rien de ce que disait la lettre."
            ),
        ),
        "Voir les certificats",
        "Vous n’avez rien à faire ; les certificats restent où ils sont.",
    ),
    "mailbox_erased": Words(
        "Votre boîte aux lettres a été effacée",
        GREETING,
        (
            (
                "La boîte aux lettres que vous avez fermée a été effacée définitivement, avec la clé qui scellait ses"
                " fichiers. Le certificat signé qui l’atteste est prêt ; gardez-le."
            ),
        ),
        "Récupérer le certificat",
        "C’est le dernier courriel à ce sujet ; votre adresse sera oubliée dans deux jours.",
    ),
}
