#pragma once

#include "ui/models/settingspresenter.h"
#include "ui/widgets/settingsform.h"

class QCheckBox;
class QLineEdit;
class QSettings;
class QSpinBox;

namespace hw::widgets {

class ComboBox;
class Label;

/// Where the listener is, and under which URL the world reaches it.
class ListenerSettings final : public SettingsForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenerSettings)

public:
    ListenerSettings(const Theme& theme, models::SettingsPresenter& presenter, QWidget* parent = nullptr);

private:
    [[nodiscard]] models::ListenerDraft draft() const;
    void show(const models::ListenerDraft& draft);
    void addCertificate();
    void refreshCertificate();
    /// What is stored became another: a draft that was not touched follows.
    void takeStored();
    void check();

    models::SettingsPresenter& m_presenter;
    models::ListenerDraft m_stored;
    QLineEdit* m_host;
    QLineEdit* m_port;
    QLineEdit* m_publicUrl;
    QCheckBox* m_atLaunch;
    QCheckBox* m_tls;
    QWidget* m_certificate;
    Label* m_fingerprint;
};

/// Colours, size of the text, borders, motion.
class AppearanceSettings final : public SettingsForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppearanceSettings)

public:
    /// Both outlive it; `settings` keeps the language.
    AppearanceSettings(Theme& theme, QSettings& settings, QWidget* parent = nullptr);

Q_SIGNALS:
    /// `settings` name another language than before.
    void languageChosen();

private:
    struct Draft
    {
        Appearance appearance = Appearance::FollowDesktop;
        int size = Theme::designSize;
        bool strongerBorders = false;
        bool reducedMotion = false;
        QString language; ///< empty = the system's

        friend bool operator==(const Draft&, const Draft&) = default;
    };

    [[nodiscard]] Draft stored() const;
    [[nodiscard]] Draft draft() const;
    void show(const Draft& draft);
    void takeStored();
    void apply();
    void check();

    Theme& m_changing;
    QSettings& m_settings;
    Draft m_stored;
    ComboBox* m_appearance;
    QSpinBox* m_size;
    QCheckBox* m_borders;
    QCheckBox* m_motion;
    ComboBox* m_language;
};

} // namespace hw::widgets
