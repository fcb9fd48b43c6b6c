#pragma once

#include "ui/widgets/sourcesettingsform.h"

namespace hw::widgets {

class Button;
class CopyButton;
class SourceKeys;

/// What a source is: its name, where it listens, where an event's type, id and time stand, which types it has.
class SourceIdentityForm final : public SourceSettingsForm
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceIdentityForm)

public:
    SourceIdentityForm(const Theme& theme, models::SourceSettingsPresenter& presenter, QWidget* parent = nullptr);

    void fill(const models::SourceTexts& texts) override;
    void review(const models::SourceTexts& draft, const models::SourceTexts& problems) override;

private:
    /// An address to copy, with what it is.
    struct Address
    {
        QWidget* row = nullptr;
        Label* text = nullptr;
        CopyButton* copy = nullptr;
    };

    [[nodiscard]] Address addAddress(const QString& name, const QString& caption);
    static void show(const Address& address, const QString& url);
    QLineEdit* addPath(const QString& name, const QString& caption, const QString& help);
    void addOwnTypes();
    void refreshTypeMaker();

    SourceKeys* m_keys = nullptr;
    Address m_local;
    Address m_public;
    QHash<QString, QLineEdit*> m_paths; ///< by name
    Button* m_addTypes = nullptr;
    QWidget* m_typeMaker = nullptr;
    Button* m_remove = nullptr;
};

} // namespace hw::widgets
