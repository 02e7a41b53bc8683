"""What people type about themselves: at the door, at the first sign-in, in the profile."""

from flask_babel import lazy_gettext as _l

from mediation.web.choices import ConfirmField
from mediation.web.fields import PasswordField, TextField
from mediation.web.forms import BaseForm

_PASSWORD_HINT = _l(
    "Paling sedikit 12 huruf. Beberapa kata yang tidak berkaitan lebih kuat dan lebih mudah diingat; "
    "spasi boleh dipakai.",
)


class SignInForm(BaseForm):
    """Name and password."""

    name = TextField(
        _l("NIP atau nama akun"), required=_l("Isi NIP atau nama akun."), maximum=60, autocomplete="username",
    )
    password = PasswordField(_l("Kata sandi"), required=_l("Isi kata sandi."))


class ResumeForm(BaseForm):
    """The password alone: who it is, the session knows."""

    password = PasswordField(_l("Kata sandi"), required=_l("Isi kata sandi."))


class NewPasswordForm(BaseForm):
    """A new password, twice."""

    password = PasswordField(
        _l("Kata sandi baru"), required=_l("Isi kata sandi baru."), new=True, hint=_PASSWORD_HINT,
    )
    password_again = PasswordField(
        _l("Ulangi kata sandi baru"), required=_l("Ulangi kata sandi baru"), new=True,
    )

    def same_twice(self) -> bool:
        """Tell whether both are the same; otherwise the second field says so."""
        same = bool(self.password.data == self.password_again.data)
        if not same:
            self.problem(_l("Kata sandi yang kedua tidak sama dengan yang pertama."), self.password_again)
        return same


class KeepKeysForm(NewPasswordForm):
    """A new password after a reset: the recovery code keeps the keys, or they are given up."""

    recovery_code = TextField(
        _l("Kode pemulihan lama"),
        maximum=80,
        hint=_l("32 huruf dan angka dari kertas yang Anda cetak. Dengan kode ini berkas lama tetap dapat Anda buka."),
    )
    give_up = ConfirmField(
        _l("Bila kode itu tidak ada"),
        text=_l("Saya tidak punya kode pemulihan lama. Saya paham berkas lama tidak dapat saya buka lagi."),
    )

    def decided(self) -> bool:
        """Tell whether one of the two was chosen; otherwise the first field says so."""
        chosen = bool(self.recovery_code.data) != bool(self.give_up.data)
        if not chosen:
            self.problem(
                _l("Isi kode pemulihan lama, atau centang bahwa Anda tidak punya kode itu."), self.recovery_code,
            )
        return chosen


class ChangePasswordForm(NewPasswordForm):
    """The password that holds, then a new one."""

    current_password = PasswordField(_l("Kata sandi sekarang"), required=_l("Isi kata sandi sekarang."))


class RecoveryForm(NewPasswordForm):
    """Name, recovery code and a new password."""

    name = TextField(
        _l("NIP atau nama akun"), required=_l("Isi NIP atau nama akun."), maximum=60, autocomplete="username",
    )
    recovery_code = TextField(
        _l("Kode pemulihan"),
        required=_l("Isi kode pemulihan."),
        maximum=80,
        hint=_l("32 huruf dan angka, delapan kelompok. Huruf besar atau kecil dan tanda hubung tidak berpengaruh."),
    )


class CodeForm(BaseForm):
    """Two groups of the printed code."""

    first = TextField(_l("Kelompok pertama"), required=_l("Isi kelompok huruf ini."), maximum=20, width="5")
    second = TextField(_l("Kelompok kedua"), required=_l("Isi kelompok huruf ini."), maximum=20, width="5")


class ReadForm(BaseForm):
    """A button alone: who is new stands on the page."""
