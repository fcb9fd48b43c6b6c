#pragma once

#include "ui/models/settingspresenter.h"
#include "ui/widgets/sourcesettingsform.h"

#include <QPointer>

class QVBoxLayout;

namespace hw::widgets {

class ComboBox;

/// What is done with a source's requests: verification, duplicates, the answer, where they are sent on.
class SourceHandlingForm final : public SourceSettingsForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceHandlingForm)

public:
    /// All outlive the form.
    SourceHandlingForm(const Theme& theme, models::SourceSettingsPresenter& presenter,
                       models::SettingsPresenter& settings, QWidget* parent = nullptr);

    void read(models::SourceTexts& texts) const override;
    void fill(const models::SourceTexts& texts) override;
    void review(const models::SourceTexts& draft, const models::SourceTexts& problems) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void addVerification();
    /// Another way to verify was chosen.
    void takeChoice(int index);
    void showChoice(const models::SourceTexts& texts);
    void showSecrets(const QString& environment, const std::vector<models::SecretRow>& rows);
    void askSecrets();

    models::SettingsPresenter& m_settings;
    models::SourceTexts m_texts; ///< of the verification: as filled, or as the chosen way has them
    ComboBox* m_choices = nullptr;
    Label* m_scheme = nullptr;
    QVBoxLayout* m_fieldsPlace = nullptr;
    QPointer<SourceSettingsForm> m_fields; ///< of the chosen way
    QString m_shownChoice;                 ///< provider and way that m_fields was made for
    QVBoxLayout* m_secrets = nullptr;
    std::vector<models::SecretRow> m_secretRows;
};

} // namespace hw::widgets
